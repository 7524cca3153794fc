using GridMap.Server.Tiles;

namespace GridMap.Server.Tests.Tiles;

public sealed class TileAddressTests
{
    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(22, 4194303, 4194303, true)]
    [InlineData(0, 1, 0, false)]
    [InlineData(0, 0, 1, false)]
    [InlineData(3, 8, 0, false)]
    [InlineData(3, 0, 8, false)]
    [InlineData(3, -1, 0, false)]
    [InlineData(3, 0, -1, false)]
    [InlineData(-1, 0, 0, false)]
    [InlineData(23, 0, 0, false)]
    [InlineData(int.MaxValue, 0, 0, false)]
    public void An_address_lies_within_its_zoom(int z, int x, int y, bool exists) =>
        Assert.Equal(exists, TileAddress.TryCreate(z, x, y, out _));

    [Theory]
    [InlineData("+1", "0", "0")]
    [InlineData("1", " 0", "0")]
    [InlineData("1", "0", "0x0")]
    [InlineData("1", "0", "99999999999")]
    [InlineData("1e0", "0", "0")]
    [InlineData("", "0", "0")]
    public void An_address_is_plain_digits(string z, string x, string y) => Assert.False(TileAddress.TryParse(z, x, y, out _));
}
