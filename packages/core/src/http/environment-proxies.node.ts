import type { Proxies } from "../config/client-config.js";

/**
 * The proxies that the environment names, by the rules of Python's urllib, which are botocore's: variables in lower
 * case win, also when they are empty, and `NO_PROXY` lists hosts and domains, or is `*`. It speaks of the host of
 * `endpoint`: that decides for all requests. Undefined when there are none.
 *
 * @see botocore utils.py, get_environ_proxies; urllib.request, proxy_bypass_environment
 */
export function environmentProxies(
  environment: Readonly<Record<string, string | undefined>>,
  endpoint: () => string | undefined,
): Proxies | undefined {
  // In a CGI program HTTP_PROXY is what the client sent as `Proxy:`. (CVE-2016-1000110)
  const isCgi = environment["REQUEST_METHOD"] !== undefined;
  const http = environment["http_proxy"] ?? (isCgi ? undefined : environment["HTTP_PROXY"]);
  const https = environment["https_proxy"] ?? environment["HTTPS_PROXY"];
  if (!http && !https) return undefined;
  const noProxy = environment["no_proxy"] ?? environment["NO_PROXY"];
  if (noProxy && isListed(endpoint(), noProxy)) return undefined;
  return { ...(http && { http }), ...(https && { https }) };
}

/** An entry is a host or the end of one; ports count, networks (`10.0.0.0/8`) are not understood. */
function isListed(url: string | undefined, noProxy: string): boolean {
  if (noProxy === "*") return true;
  if (url === undefined) return false;
  const { host, hostname } = new URL(url);
  return noProxy.split(",").some((entry) => {
    const name = entry.trim().replace(/^\.+/, "").toLowerCase();
    return name !== "" && [host, hostname].some((own) => own === name || own.endsWith(`.${name}`));
  });
}
