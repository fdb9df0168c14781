// Runs with node --experimental-vm-modules: Jest's own way to load modules.
import { testStubs } from "./stubs.js";

testStubs({ afterEach, beforeEach, expect, test, fake: import.meta.jest, name: "jest" });
