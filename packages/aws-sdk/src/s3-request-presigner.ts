/** The counterpart of `@aws-sdk/s3-request-presigner`. */
import { presign } from "@inia/core";
import type { AwsSdkClient, Command } from "@inia/core/generated/aws-sdk";

export interface RequestPresigningArguments {
  /** Seconds until the URL expires. Default: 900. */
  readonly expiresIn?: number | undefined;
  /** Headers that are to be signed as headers, where the request has them; Inia signs all of a request. */
  readonly signableHeaders?: ReadonlySet<string> | undefined;
  readonly unsignableHeaders?: ReadonlySet<string> | undefined;
  readonly unhoistableHeaders?: ReadonlySet<string> | undefined;
  readonly hoistableHeaders?: ReadonlySet<string> | undefined;
  /** Refused: a client signs for its own time. */
  readonly signingDate?: Date | number | string | undefined;
  /** Refused: a client signs for its own region. */
  readonly signingRegion?: string | undefined;
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
  for (const name of ["signingDate", "signingRegion"] as const) {
    if (options[name] !== undefined) {
      throw new TypeError(
        `getSignedUrl does not take ${name}: make a client with the region or the clock to sign for.`,
      );
    }
  }
  const [operation, input] = command["~call"];
  const { url } = await presign(await client["~client"](), operation, input, { expiresIn: options.expiresIn ?? 900 });
  return url;
}
