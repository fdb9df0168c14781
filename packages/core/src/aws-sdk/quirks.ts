import { fromBase64 } from "#platform/base64";
import type { Adapt, Prepare } from "./command.js";

/** v3 sends user data as they are given, in base64; botocore, and so core, encodes them. */
export const decodedUserData: Prepare = (input) => {
  const { UserData } = input;
  return typeof UserData === "string" ? { ...input, UserData: fromBase64(UserData) } : { ...input };
};

/** v3 sends the source of a copy as it is given, quoted; botocore, and so core, quotes it. */
export const unquotedCopySource: Prepare = ({ CopySource, ...input }) => ({
  ...input,
  CopySource: unquoted(CopySource),
});

function unquoted(source: unknown): unknown {
  try {
    return decodeURIComponent(source as string);
  } catch {
    return source; // It was not quoted.
  }
}

/** botocore, and so core, asks S3 to encode the keys of lists, and decodes them; v3 does neither, and so has no word of it. */
export const withoutEncodingType: Adapt = (output, input) => {
  if (input["EncodingType"] === undefined) delete output["EncodingType"];
};
