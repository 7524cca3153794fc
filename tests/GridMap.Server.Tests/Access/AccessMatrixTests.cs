using GridMap.Server.Access;
using GridMap.Server.Tests.Access.Matrix;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access;

/// <summary>
/// Every endpoint, asked by everyone: nobody, strangers, each role for the county and for an area that is its own, beside it,
/// above it or beneath it. A new endpoint fails here until <see cref="Expectations"/> has a line for it.
/// </summary>
public sealed class AccessMatrixTests(MatrixCounty matrix) : IClassFixture<MatrixCounty>
{
    public static TheoryData<string> Endpoints { get; } = [.. Expectations.All.Keys];

    [Fact]
    public void Every_endpoint_has_a_rule_and_a_line_in_the_matrix()
    {
        Assert.Equal([], matrix.Endpoints.Except(Expectations.All.Keys));
        Assert.Equal([], Expectations.All.Keys.Except(matrix.Endpoints));
        Assert.Equal([], matrix.Endpoints.Where(endpoint => Rule(endpoint) is null));
    }

    [Fact]
    public void Every_rule_is_of_an_endpoint() =>
        Assert.Equal([], AccessRules.All.Except(matrix.Endpoints.Select(Rule)).Select(rule => $"{rule!.Method} {rule.Pattern}"));

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_endpoint_answers_those_alone_whom_it_should(string endpoint)
    {
        var expectation = Expectations.All[endpoint];
        foreach (var visitor in matrix.Visitors)
        {
            foreach (var county in new[] { TestCounty.Code, AreaCounty.ForeignCode })
            {
                // What the neighbour's office may do at home is not this county's matter.
                if (county == AreaCounty.ForeignCode && visitor.CountyCode == county) continue;
                var refusal = expectation.Refusal(visitor, county);
                var seen = await expectation.AskAsync(visitor, endpoint, county);
                Assert.True(refusal is "" ? seen.IsAnswer : seen.Outcome == refusal, $"{visitor.Name} in {county}: {seen.Outcome} instead of '{refusal}'. {seen.Text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_sees_what_lies_in_their_area_and_nothing_else(string endpoint)
    {
        var before = await matrix.County.StateAsync();
        if (Expectations.All[endpoint] is { Look: { } look } expectation)
        {
            foreach (var visitor in matrix.Visitors.Where(visitor => expectation.Refusal(visitor, TestCounty.Code) is ""))
                await look(matrix.County, visitor);
        }

        Assert.Equal(before, await matrix.County.StateAsync());
    }

    private static AccessRule? Rule(string endpoint) => AccessRules.Find(endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
}
