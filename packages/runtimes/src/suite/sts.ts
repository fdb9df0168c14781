import { assumeRole, getCallerIdentity, STSClient } from "@inia/client-sts";
import type { Scenario } from "./context.js";
import { expectEqual } from "./expect.js";

export const stsScenarios: readonly Scenario[] = [
  {
    name: "STS: the caller's identity, then a role's",
    async run(context) {
      const sts = new STSClient(context.configFor("sts"));
      const { Account } = await getCallerIdentity(sts, {});
      const { Credentials } = await assumeRole(sts, {
        RoleArn: `arn:aws:iam::${Account}:role/diver`,
        RoleSessionName: context.name,
      });
      if (Credentials === undefined) throw new Error("assumeRole gave no Credentials");
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials;
      expectEqual(Expiration.getTime() > Date.now(), true, "still valid");
      const asRole = new STSClient({
        ...context.configFor("sts"),
        credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
      });
      const { Arn } = await getCallerIdentity(asRole, {});
      expectEqual(Arn, `arn:aws:sts::${Account}:assumed-role/diver/${context.name}`, "ARN");
    },
  },
];
