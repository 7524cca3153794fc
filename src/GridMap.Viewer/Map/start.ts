export {};
console.log("map");
