import { UNSIGNED } from "../auth/signer.js";
import type { Customization } from "../client/service-descriptor.js";
import { table } from "./parts/table.js";

/** These trade a token for credentials, so there are none to sign with. (botocore handlers.py) */
export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "choose-signer.sts.AssumeRoleWithSAML": unsigned,
  "choose-signer.sts.AssumeRoleWithWebIdentity": unsigned,
});

function unsigned(): string {
  return UNSIGNED;
}
