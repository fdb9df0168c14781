import type { AwsSdkClient, Callback, HttpHandlerOptions } from "./client.js";
import type { Untyped } from "./untyped.js";

/** A method per command: `getObject` for `GetObjectCommand`. */
export type CommandMethods<Commands> = {
  [Name in keyof Commands as Name extends `${infer Method}Command`
    ? Uncapitalize<Method>
    : never]: Commands[Name] extends new (
    ...given: infer Given
  ) => Runnable<infer Output>
    ? CommandMethod<Given, Output>
    : never;
};

type Runnable<Output> = { "~run"(...given: Untyped): Promise<Output> };

interface CommandMethod<Given extends unknown[], Output> {
  (...given: [...Given, options?: HttpHandlerOptions]): Promise<Output>;
  (...given: [...Required<Given>, callback: Callback<Output>]): void;
  (...given: [...Required<Given>, options: HttpHandlerOptions, callback: Callback<Output>]): void;
}

type ClientClass<Config, Instance> = new (config?: Config) => Instance;

/** Makes the class that has the commands as methods. */
/*#__NO_SIDE_EFFECTS__*/
export function aggregatedClient<Config, Instance, Commands extends object>(
  Base: ClientClass<Config, Instance>,
  commands: Commands,
): ClientClass<Config, Instance & CommandMethods<Commands>> {
  const Aggregated = class extends (Base as new (config?: Config) => AwsSdkClient<string>) {};
  for (const [name, CommandOf] of Object.entries(commands)) {
    if (!name.endsWith("Command")) continue;
    Object.defineProperty(Aggregated.prototype, name.charAt(0).toLowerCase() + name.slice(1, -7), {
      value(this: AwsSdkClient<string>, input: object, ...rest: []) {
        return this.send(new CommandOf(input), ...rest);
      },
    });
  }
  return Object.defineProperty(Aggregated, "name", { value: Base.name.slice(0, -6) }) as never;
}
