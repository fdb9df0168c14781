// For runtimes with a command line: takes the settings as its argument, prints the results as JSON.
import { runSuite } from "../suite/run-suite.js";

const results = await runSuite(JSON.parse(process.argv[2]!));
console.log(JSON.stringify(results));
// What a scenario left open must not keep the program from ending.
process.exit(0);
