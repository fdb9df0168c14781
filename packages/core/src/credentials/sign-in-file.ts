import type { Logger } from "../config/logger.js";
import type { LoginTokenLoadError, SSOTokenLoadError } from "../errors/credentials.js";
import { jsonFileCache } from "./json-file-cache.js";
import { keepInCache } from "./keep-in-cache.js";
import { parseTime } from "./parse-expiration.js";

/** The file that a person's sign-in is kept in, for all programs. */
export interface SignInFile<Token> {
  readonly path: string;
  /** What to do when it is of no use: the end of a message. */
  readonly advice: string;
  /** @throws the error of {@link unusable} when the file is missing or not complete. */
  load(): { readonly token: Token; readonly expiration: Date };
  /** A file that cannot be written costs a warning. */
  save(token: Token, logger: Logger | undefined): Promise<void>;
  /** An error about the file. */
  unusable(what: string, cause?: unknown): Error;
}

export interface SignInFileOptions {
  readonly folder: string;
  readonly key: string;
  readonly profile: string;
  /** The command of the AWS CLI that writes the file. */
  readonly command: string;
  /** What must be there, as paths; the first is the time of its end. */
  readonly fields: readonly [end: string, ...others: string[]];
  readonly Failure: typeof SSOTokenLoadError | typeof LoginTokenLoadError;
}

/** The file of a sign-in, `<key>.json` of a folder. */
export function signInFile<Token extends object>(options: SignInFileOptions): SignInFile<Token> {
  const { folder, key, profile, command, fields, Failure } = options;
  const cache = jsonFileCache(folder);
  const path = `${folder}/${key}.json`;
  const advice = `run ${command} --profile ${profile}.`;
  const unusable = (what: string, cause?: unknown): Error =>
    new Failure(`${path}, where the sign-in of profile "${profile}" is kept, ${what}: ${advice}`, { cause });
  return {
    path,
    advice,
    unusable,
    load() {
      const token = cache.get(key) as Token | undefined;
      if (!token) throw unusable("is missing or no JSON");
      const missing = fields.filter((field) => typeof valueAt(token, field) !== "string");
      if (missing.length > 0) throw unusable(`has no ${missing.join(", no ")}`);
      const expiration = parseTime(valueAt(token, fields[0]) as string);
      if (!expiration) throw unusable(`has an ${fields[0]} that is no time`);
      return { token, expiration };
    },
    save: (token, logger) => keepInCache(cache, key, token, `The refreshed sign-in in ${path}`, logger),
  };
}

function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
}
