using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridMap.Contracts;

/// <summary>
/// A member of a partial change: absent leaves the stored value as it is, <c>null</c> clears it.
/// </summary>
/// <typeparam name="T">The type of the member; nullable where the stored value may be cleared.</typeparam>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(T? Value, bool IsPresent)
{
    /// <summary>The value when the member was present, otherwise <paramref name="stored"/>.</summary>
    public T? Or(T? stored) => IsPresent ? Value : stored;

    public static implicit operator Optional<T>(T? value) => new(value, true);
}

/// <summary>Reads and writes <see cref="Optional{T}"/>; pair it with <c>JsonIgnoreCondition.WhenWritingDefault</c>.</summary>
public sealed class OptionalConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]))!;
}

internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<T>(ref reader, options), true);

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}
