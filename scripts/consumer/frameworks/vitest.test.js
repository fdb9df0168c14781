import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testStubs } from "./stubs.js";

testStubs({ afterEach, beforeEach, expect, test, fake: vi, name: "vitest" });
