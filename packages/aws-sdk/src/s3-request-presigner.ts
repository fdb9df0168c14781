/** The counterpart of `@aws-sdk/s3-request-presigner`. */
import { type Operation, presign } from "@inia/core";
import { type AwsSdkClient, type Command, ownClient } from "@inia/core/generated/aws-sdk";

export { S3RequestPresigner, type S3RequestPresignerOptions } from "./presign-http-request.js";

export interface RequestPresigningArguments {
  /** Seconds until the URL expires. Default: 900. */
  readonly expiresIn?: number | undefined;
  /** Headers that are to be signed as headers, where the request has them; Inia signs all of a request. */
  readonly signableHeaders?: ReadonlySet<string> | undefined;
  readonly unsignableHeaders?: ReadonlySet<string> | undefined;
  readonly unhoistableHeaders?: ReadonlySet<string> | undefined;
  readonly hoistableHeaders?: ReadonlySet<string> | undefined;
  /** `getSignedUrl` refuses it: a client signs for its own time. */
  readonly signingDate?: Date | number | string | undefined;
  /** `getSignedUrl` refuses it: a client signs for its own region. */
  readonly signingRegion?: string | undefined;
  /** `getSignedUrl` refuses it: a client signs for its own service. */
  readonly signingService?: string | undefined;
}

/**
 * Presigns a command: whoever has the URL can send the request, without credentials, until it expires. The middleware of
 * client and command is not asked.
 *
 * @throws TypeError for options that have no counterpart.
 */
export async function getSignedUrl<Service extends string, Input extends object, Output>(
  client: AwsSdkClient<Service>,
  command: Command<Service, Input, Output>,
  options: RequestPresigningArguments = {},
): Promise<string> {
  for (const name of ["signingDate", "signingRegion", "signingService"] as const) {
    if (options[name] !== undefined) {
      throw new TypeError(
        `getSignedUrl does not take ${name}: make a client with the region or the clock to sign for, or use S3RequestPresigner.`,
      );
    }
  }
  const [model, input] = await callOf(command);
  const operation = { model } as Operation<Service, unknown, unknown, unknown>;
  const { url } = await presign(await ownClient(client), operation, input, { expiresIn: options.expiresIn ?? 900 });
  return url;
}

/** What a command would call, and with what: it runs until it calls. */
function callOf<Service extends string, Input extends object, Output>(
  command: Command<Service, Input, Output>,
): Promise<readonly [model: Operation<Service, unknown, unknown, unknown>["model"], input: unknown]> {
  return new Promise((resolve, reject) => {
    const client: Parameters<(typeof command)["~run"]>[0] = {
      "~service": undefined as never,
      "~call": (model, input) => {
        resolve([model, input]);
        return new Promise(() => {});
      },
    };
    command["~run"](client, command.input, {}, (error) => error).catch(reject);
  });
}
