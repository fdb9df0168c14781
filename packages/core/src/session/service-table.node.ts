import { MissingDependencyException } from "../errors/config.js";
import type { ServiceTable } from "./service-table.js";

/**
 * Loads the table from its file. It is named by a URL, not by a literal `import()`, which bundlers would put into their
 * one file: 85 kB for every program that has a session. Bundlers that know such URLs keep the file beside their output.
 *
 * @throws {@link MissingDependencyException} where the file is not there, as in a bundle of one file.
 */
export async function loadServiceTable(): Promise<ServiceTable> {
  try {
    const { href } = new URL("./service-table.data.js", import.meta.url);
    const { serviceTable } = await import(/* @vite-ignore */ /* webpackIgnore: true */ href);
    return serviceTable;
  } catch (cause) {
    throw new MissingDependencyException(
      "The lists of services and regions are not part of this program: leave @inia/core out of its bundle to have them.",
      { cause },
    );
  }
}
