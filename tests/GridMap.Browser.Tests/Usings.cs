global using GridMap.Testing;
global using Microsoft.Playwright;
// Playwright has a Position of its own, on the screen.
global using Position = GridMap.Contracts.Geo.Position;
