import { type LocalService, startSts } from "@inia/local-aws";
import { onTestFinished } from "vitest";
import { type Surroundings, storeIn } from "../../config/shared-files.fixture.js";
import { createCredentialResolver } from "../chain.js";
import { createProviderContext } from "../provider-context.js";
import { createProviderSession } from "../provider-session.js";
import type { CredentialResolver } from "../resolver.js";
import { recordingHandler, type SentRequest } from "../service-caller.fixture.js";

/** A key that the STS knows, with a secret that no message may show. */
export const known = { accessKeyId: "AKIDSOURCE", secretAccessKey: "theSecretOfSource" };
export const knownKeys: string = `aws_access_key_id = ${known.accessKeyId}\naws_secret_access_key = ${known.secretAccessKey}\n`;
export const roleArn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

export interface World {
  readonly sts: LocalService;
  /** What was sent to it. */
  readonly sent: readonly SentRequest[];
  /** Epoch milliseconds; the STS goes by it, too. */
  now: number;
  /** The chain of a profile, as a session has it; no profile is that of `AWS_PROFILE`. */
  chain(surroundings: Surroundings, profile?: string): CredentialResolver;
}

/** A strict STS, and programs that know of it through `AWS_ENDPOINT_URL_STS`. */
export async function roleWorld(clientRegion: string | "none" = "us-east-1"): Promise<World> {
  const world = { now: Date.UTC(2026, 0, 2, 3, 4, 5) };
  const clock = (): number => world.now;
  const sts = await startSts({ credentials: [known], clock });
  onTestFinished(() => sts.close());
  const { handler, sent } = recordingHandler();
  const chain = ({ environment, ...files }: Surroundings, profile?: string): CredentialResolver => {
    const own = { AWS_ENDPOINT_URL_STS: sts.endpoint, AWS_EC2_METADATA_DISABLED: "true", BOTO_CONFIG: "/nowhere" };
    const store = storeIn({ ...files, environment: { ...own, ...environment } });
    store.set("profile", profile);
    const config = { httpHandler: handler, clock, maxAttempts: 1 };
    const session = createProviderSession(store, config);
    const region = clientRegion === "none" ? undefined : clientRegion;
    return createCredentialResolver(
      createProviderContext(store, "Inia/test", config, { session, clientRegion: region }),
    );
  };
  return Object.assign(world, { sts, sent, chain });
}
