import { installProject } from "../../../scripts/install-project.js";
import { runtimesFolder } from "./folders.js";

/** Installs the runtimes that npm has, where they are absent or older than the lock file; gives why it could not. */
export function installWhenNeeded(): string | undefined {
  try {
    installProject(runtimesFolder, "only what is installed already is run");
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
