// For browsers: the page's script, which the one who drives the browser calls.
import { runSuite } from "../suite/run-suite.js";

Object.assign(globalThis, { runSuite });
