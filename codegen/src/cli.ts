#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { doctorCommand } from "./commands/doctor.js";
import { generateCommand } from "./commands/generate.js";
import { initCommand } from "./commands/init.js";
import { migrateCommand } from "./commands/migrate.js";
import { modelsDiffCommand } from "./commands/models-diff.js";
import { modelsImportCommand } from "./commands/models-import.js";
import { GenerationError } from "./generation-error.js";
import { ModelError } from "./load/model-error.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("inia")
  .description("Generates typed clients from AWS service models.")
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()
  .addCommand(generateCommand())
  .addCommand(initCommand())
  .addCommand(doctorCommand())
  .addCommand(migrateCommand())
  .addCommand(
    new Command("models")
      .description("Work with service models.")
      .addCommand(modelsImportCommand())
      .addCommand(modelsDiffCommand()),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Wrong models are the user's to mend and get a message; anything else is ours and keeps its stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const isExpected = error instanceof ModelError || error instanceof GenerationError;
  process.stderr.write(`inia: ${isExpected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  return 1;
}
