import { Command } from "commander";
import { diffModels } from "../diff/diff-models.js";
import { openModels } from "../diff/model-set.js";
import { printMarkdown } from "../diff/print-markdown.js";

/** `inia models diff`: what changed between two folders of models, each change classed for semver. */
export function modelsDiffCommand(): Command {
  return new Command("diff")
    .description("Tell what changed between two folders of models, and what it means for the next version.")
    .argument("<before>", "folder of models")
    .argument("<after>", "folder of models")
    .option("--json", "as JSON")
    .option("--fail-on-breaking", "exit with 2 where something breaks callers")
    .action((before: string, after: string, { json, failOnBreaking }: DiffFlags) => {
      const diff = diffModels(openModels(before), openModels(after));
      process.stdout.write(json ? `${JSON.stringify(diff, null, 1)}\n` : printMarkdown(diff));
      if (failOnBreaking && diff.bump === "major") process.exitCode = 2;
    });
}

interface DiffFlags {
  readonly json?: true;
  readonly failOnBreaking?: true;
}
