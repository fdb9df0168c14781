import type { ClientConfig, Session } from "@inia/core";
import type * as model from "@inia/core/model";
import { doubtful, type Finding, good, told, wrong } from "./finding.js";

export interface EndpointOptions {
  readonly service: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/**
 * Sends one request without a signature where a client would send its own: whatever answers can be reached, and tells
 * the time. Proxies, certificates and configured endpoints are those of the session.
 */
export async function inspectEndpoint(
  core: Pick<typeof model, "clientClassFromModel">,
  session: Session,
  options: EndpointOptions,
): Promise<readonly Finding[][]> {
  let url: string | undefined;
  try {
    const config: ClientConfig = {
      maxAttempts: 1,
      connectTimeoutMs: 5_000,
      readTimeoutMs: 10_000,
      region: options.region,
      endpoint: options.endpoint,
    };
    const client = new (core.clientClassFromModel<Methods>(knock(options.service)))(config, session);
    url = client.meta.endpointUrl;
    if (url === undefined) return [[doubtful(`no endpoint of ${options.service}: is there a region?`)], []];
    const sentAt = Date.now();
    const { status, date } = await answerOf(client.knock());
    const tookMs = Date.now() - sentAt;
    return [[good(`${place(url)}: answers (${status}) after ${tookMs} ms`)], [clock(date, sentAt + tookMs / 2)]];
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "NoRegionError") return [[doubtful("not tried without a region: give one with --region")]];
    return [
      [wrong(`${url === undefined ? options.service : place(url)}: ${name}: ${message}`)],
      [told("not compared")],
    ];
  }
}

/** A model of one operation, for any service: its endpoint is that of the service's host. */
function knock(service: string): model.RawService {
  return {
    version: "2.0",
    metadata: {
      apiVersion: "2020-01-01",
      endpointPrefix: service,
      protocol: "rest-json",
      serviceId: service,
      signatureVersion: "none",
    },
    operations: { Knock: { name: "Knock", http: { method: "GET", requestUri: "/" }, authtype: "none" } },
    shapes: {},
  } as model.RawService;
}

interface Methods {
  knock(): Promise<Answered>;
}

interface Answered {
  readonly $metadata?: {
    readonly httpStatusCode?: number | undefined;
    readonly httpHeaders?: Readonly<Record<string, string>> | undefined;
  };
}

/** An error that a server answered with is an answer. */
async function answerOf(call: Promise<Answered>): Promise<{ status: number; date: string | undefined }> {
  const { $metadata } = await call.catch((error: Answered) => {
    if (error.$metadata?.httpStatusCode === undefined) throw error;
    return error;
  });
  return { status: $metadata?.httpStatusCode ?? 0, date: $metadata?.httpHeaders?.["date"] };
}

/** AWS takes a signature for five minutes, S3 for fifteen; who is off by one will be off by five. */
function clock(date: string | undefined, at: number): Finding {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return told("not compared: the answer has no date");
  // Dates on the wire have whole seconds.
  const seconds = Math.round((at - theirs - 500) / 1000);
  const text = `${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} the server's`;
  if (Math.abs(seconds) < 60) return good(Math.abs(seconds) < 2 ? "as the server's" : text);
  if (Math.abs(seconds) < 300) return doubtful(`${text}: set it right`);
  return wrong(`${text}: signatures are refused until a first call corrects it; set it right`);
}

/** One's own endpoints are nobody else's to know. */
function place(url: string): string {
  const { host } = new URL(url);
  return /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|aws)$/.test(host) ? host : "the configured endpoint";
}
