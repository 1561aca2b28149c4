// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// biome-ignore-all assist: generated
// Made from web/client/client.ts by `node bin/client.ts`.

// web/client/problem.ts
var Problem = class extends Error {
  facts;
  constructor(facts) {
    super(`${facts.code}: ${facts.title}`);
    this.name = "Problem";
    this.facts = facts;
  }
  get code() {
    return this.facts.code;
  }
};
var unknownProblem = (status) => ({
  code: "unavailable",
  status,
  title: "This does not work at the moment",
  detail: "Try again in a moment."
});
var problemIn = async (response) => {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") === true;
  if (!isProblem) return new Problem(unknownProblem(response.status));
  const said = await response.json().catch(() => ({}));
  return new Problem({ ...unknownProblem(response.status), ...said });
};

// web/client/client.ts
var addressOf = (path, { params = {}, query = {} }) => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  const asked = Object.entries(query).filter(([, value]) => value !== void 0);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  return asked.length === 0 ? filled : `${filled}?${search}`;
};
var headersFor = async (options, mutates) => {
  const token = await options.accessToken?.();
  const device = options.deviceToken?.();
  return {
    "Latchkey-Client": options.kind,
    ...mutates ? { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() } : {},
    ...options.language ? { "Accept-Language": options.language() } : {},
    ...token === void 0 ? {} : { Authorization: `Bearer ${token}` },
    ...device === void 0 ? {} : { "Latchkey-Device": device }
  };
};
var offline = () => new Problem({ code: "offline", status: 0, title: "No answer", detail: "Check your connection and try again." });
var twice = async (send) => {
  try {
    return await send();
  } catch {
    return await send().catch(() => Promise.reject(offline()));
  }
};
var latchkeyClient = (options) => ({
  call: async (route, ...[ask]) => {
    const [method = "GET", path = "/"] = route.split(" ");
    const given = ask ?? {};
    const mutates = method !== "GET";
    const headers = await headersFor(options, mutates);
    const send = () => (options.fetch ?? fetch)(`${options.origin ?? ""}${addressOf(path, given)}`, {
      method,
      headers,
      credentials: options.kind === "web" ? "include" : "omit",
      cache: "no-store",
      ...mutates && method !== "DELETE" ? { body: JSON.stringify(given.body ?? {}) } : {}
    });
    const response = await twice(send);
    if (!response.ok) throw await problemIn(response);
    return response.status === 204 ? void 0 : await response.json();
  }
});
export {
  Problem,
  latchkeyClient
};
