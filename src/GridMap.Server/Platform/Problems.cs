using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>
/// Every failure GridMap answers with (RFC 9457). The <c>type</c> is stable and explained in docs/problems.md; the
/// viewer translates by it.
/// </summary>
internal static class Problems
{
    private const string TypePrefix = "urn:gridmap:problem:";

    public static ProblemHttpResult CountyNotFound(string countyCode) =>
        Of(404, "county-not-found", "No such county", $"There is no county '{Shown(countyCode)}'.");

    public static ProblemHttpResult NotFound(string what, string id) =>
        Of(404, "not-found", "Not found", $"There is no {what} '{Shown(id)}' in this county.");

    /// <summary>Nobody is signed in, or no longer.</summary>
    public static ProblemHttpResult SignInRequired() =>
        Of(401, "sign-in-required", "Sign in first", "Sign in, or send a key as Authorization: Bearer.");

    /// <summary>Which of both is wrong is not told.</summary>
    public static ProblemHttpResult WrongNameOrPassword() =>
        Of(401, "wrong-name-or-password", "Name or password is wrong", "No account that may sign in has this name and this password.");

    /// <summary>Signing in was tried too often under this name or from this address.</summary>
    public static ProblemHttpResult TooManyAttempts(int seconds) =>
        Of(429, "too-many-attempts", "Too many attempts", $"No password is looked at for the next {seconds} seconds.");

    public static ProblemHttpResult WeakPassword(string reason) =>
        Of(422, "weak-password", "The password is too weak", reason);

    /// <summary>A page's request without the token of who is signed in now: asked by another site, or by a page of before.</summary>
    public static ProblemHttpResult StalePage() =>
        Of(400, "stale-page", "The page is of before", "Send the present antiforgeryToken of /api/session as X-GridMap-Antiforgery, or a key.");

    /// <summary>A password that somebody else chose opens nothing but its own change.</summary>
    public static ProblemHttpResult MustChangePassword() =>
        Of(403, "must-change-password", "Choose a password of your own first", "Nothing else works with the password you were given.");

    /// <summary>Known who it is, and that they may not do this.</summary>
    public static ProblemHttpResult NotAllowed() =>
        Of(403, "not-allowed", "Not allowed", "Your roles here do not include this.");

    /// <summary>One account or key asks for more at a time than it is answered.</summary>
    public static ProblemHttpResult TooManyRequests() =>
        Of(429, "too-many-requests", "Too many requests at a time", "Wait for the answers to those before; exports, tiles, searches and lists are limited.");

    /// <summary>A new or moved thing would lie where the caller may not write.</summary>
    public static ProblemHttpResult OutsideYourArea(string member) =>
        Of(422, "outside-your-area", "Outside your area", $"{member}: it lies outside the area you may write in.");

    public static ProblemHttpResult BadParameter(string name, string reason) =>
        Of(400, "bad-parameter", "A parameter cannot be used", $"Parameter '{Shown(name)}': {reason}");

    public static ProblemHttpResult UnknownParameter(string name, IEnumerable<string> known) =>
        Of(400, "unknown-parameter", "Unknown query parameter",
            $"Parameter '{Shown(name)}' is not known here; known are: {string.Join(", ", known)}.");

    public static ProblemHttpResult BadBody(string reason) =>
        Of(400, "bad-body", "The request's content cannot be used", reason);

    public static ProblemHttpResult Invalid(string member, string reason) =>
        Of(422, "invalid", "A value cannot be stored", $"{member}: {reason}");

    public static ProblemHttpResult IdAlreadyUsed(Guid id) =>
        Of(409, "id-already-used", "The id stands for something else", $"'{id}' was already stored with another content.");

    public static ProblemHttpResult Conflict(string reason) =>
        Of(409, "conflict", "Something else stands in the way", reason);

    /// <summary>A unit is named elsewhere; <paramref name="references"/> says where, for programs.</summary>
    public static ProblemHttpResult UnitInUse(string named, object references) =>
        Of(409, "unit-in-use", "The unit is named elsewhere", $"It is named by others ({named}); change those first.",
            new() { ["references"] = references });

    public static ProblemHttpResult IfMatchRequired() =>
        Of(428, "if-match-required", "If-Match is required",
            "Send the ETag of the version you changed as If-Match, so that nobody's change is overwritten unseen.");

    /// <summary>Somebody else changed it first; <paramref name="current"/> is what stands now.</summary>
    public static ProblemHttpResult ChangedMeanwhile(object current, long revision) =>
        Of(412, "changed-meanwhile", "Changed by somebody else", $"It stands at revision {revision} now.",
            new() { ["current"] = current });

    /// <summary>The type and wording of a failure that no code of ours words: no such address, a method it does not know …</summary>
    public static void Complete(ProblemDetails problem, HttpRequest request)
    {
        var (type, title, detail) = problem.Status switch
        {
            404 => ("no-such-address", "No such address", $"Nothing is at '{Shown(request.Path)}'."),
            405 => ("method-not-allowed", "Method not allowed", $"'{Shown(request.Path)}' does not know {Shown(request.Method)}."),
            413 => ("too-large", "The request is too large", "The file or content is larger than this server takes."),
            415 => ("unsupported-media-type", "Content of this type is not understood",
                "Send Content-Type: application/json, or what /openapi/v1.json says of this address."),
            _ => ("", "", ""),
        };
        if (type is "" || problem.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true) return;
        (problem.Type, problem.Title, problem.Detail) = (TypePrefix + type, title, detail);
    }

    public static ProblemHttpResult Of(
        int status, string type, string title, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(new ProblemDetails
        {
            Status = status,
            Type = TypePrefix + type,
            Title = title,
            Detail = detail,
            Extensions = extensions ?? [],
        });

    /// <summary>The problem a database error stands for, or null where it is our fault.</summary>
    public static ProblemHttpResult? FromDatabase(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.ForeignKeyViolation when error.ConstraintName?.Contains("unit", StringComparison.Ordinal) == true =>
            Invalid("unitCode", "there is no such unit in this county"),
        PostgresErrorCodes.ForeignKeyViolation when error.ConstraintName?.EndsWith("county_code_fkey", StringComparison.Ordinal) == true =>
            Of(404, "county-not-found", "No such county", "There is no such county."),
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter =>
            BadBody("A text holds a NUL character, which cannot be stored."),
        PostgresErrorCodes.UniqueViolation => Conflict("The same key is already stored."),
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation =>
            Invalid(error.ColumnName ?? error.ConstraintName ?? "value", "it is outside what may be stored"),
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => Busy(),
        PostgresErrorCodes.QueryCanceled => Of(503, "took-too-long", "This took too long", "Ask for less, or again later."),
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory => Unavailable(),
        _ => null,
    };

    public static ProblemHttpResult Unavailable() =>
        Of(503, "database-unavailable", "The database is not there right now",
            "Try again in a moment; a write that is sent again with the same id is stored once.");

    /// <summary>No font on this machine with which a PDF's Chinese text can be drawn and found.</summary>
    public static ProblemHttpResult FontMissing() =>
        Of(503, "font-missing", "The server lacks a font",
            "Wall sheets need a Chinese font with TrueType outlines: install Debian's package fonts-wqy-microhei on the server, or name one in WallSheets:Fonts.");

    public static ProblemHttpResult Busy() =>
        Of(503, "busy", "Somebody else is changing the same", "Try again in a moment; nothing was stored.");

    // A caller's text in our sentence: cut, and without control characters.
    private static string Shown(string text) =>
        new([.. (text.Length > 60 ? text[..60] + "…" : text).Where(c => !char.IsControl(c))]);
}
