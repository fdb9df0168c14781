import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "../folders.js";

const folder = join(benchFolder, "..", "core", "src", "http", "testdata");

/** Core's own for tests: made for 127.0.0.1, signed by itself. */
export const certificate: string = readFileSync(join(folder, "loopback-cert.pem"), "utf8");
export const privateKey: string = readFileSync(join(folder, "loopback-key.pem"), "utf8");
