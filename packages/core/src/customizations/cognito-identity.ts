import { UNSIGNED } from "../auth/signer.js";
import type { Customization } from "../client/service-descriptor.js";
import { table } from "./parts/table.js";

/** Whoever asks for an identity has no credentials yet, though the model does not say so. (botocore handlers.py) */
export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "choose-signer.cognito-identity.GetId": unsigned,
  "choose-signer.cognito-identity.GetOpenIdToken": unsigned,
  "choose-signer.cognito-identity.UnlinkIdentity": unsigned,
  "choose-signer.cognito-identity.GetCredentialsForIdentity": unsigned,
});

function unsigned(): string {
  return UNSIGNED;
}
