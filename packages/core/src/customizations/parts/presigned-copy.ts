import { formatQuery, replaceQuery } from "../../auth/query-string.js";
import { sigv4Query } from "../../auth/sigv4-query.js";
import type { ClientState } from "../../client/client-state.js";
import type { CallContext } from "../../events/call-context.js";
import type { EventPayload } from "../../events/event-map.js";
import type { FormBody } from "../../http/serialized-request.js";
import { splitUrl } from "../../http/url.js";

/** The form of a query or EC2 request, for handlers to change. */
export function formOf({ body }: EventPayload<"before-call">["params"]): Map<string, string> {
  return (body as FormBody).form;
}

/**
 * Presigns the very call at hand for the region that it copies from: with the URL, the service there fetches the
 * source. The host is the call's own with the other region's name in it.
 *
 * @see botocore handlers.py, _get_cross_region_presigned_url
 */
export async function presignCopy(
  form: ReadonlyMap<string, string>,
  sourceRegion: string,
  context: CallContext,
): Promise<string> {
  const { clientRegion = "", signing } = context;
  const client = context.client as ClientState;
  const { scheme, host, path } = splitUrl((context.endpointUrl as string).replaceAll(clientRegion, sourceRegion));
  const query = formatQuery([...new Map(form).set("DestinationRegion", clientRegion)]);
  const request = { method: "GET", url: replaceQuery(`${scheme}://${host}${path}`, query), headers: {} };
  await sigv4Query.sign(request, await client.credentials(), {
    region: sourceRegion,
    signingName: signing?.signingName ?? client.service.signingName,
    time: client.now(),
  });
  return request.url;
}

/**
 * Copies of databases from another region: `SourceRegion` stays here, and stands for the `PreSignedUrl` that the
 * service wants, unless that is given.
 *
 * @see botocore handlers.py, inject_presigned_url_rds
 */
export async function replaceSourceRegion({ params, context }: EventPayload<"before-call">): Promise<void> {
  const form = formOf(params);
  const sourceRegion = form.get("SourceRegion");
  if (sourceRegion === undefined) return;
  form.delete("SourceRegion");
  if (!form.has("PreSignedUrl")) form.set("PreSignedUrl", await presignCopy(form, sourceRegion, context));
}
