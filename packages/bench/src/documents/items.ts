/** Items that both libraries take, by what they are like. */
export const items = {
  profile: (index: number) => ({
    id: `user-${index}`,
    name: `Ada Lovelace ${index}`,
    email: `ada${index}@example.com`,
    age: 20 + (index % 60),
    balance: index * 1.25,
    verified: index % 2 === 0,
    referrer: null,
    country: "GB",
    createdAt: `2026-01-${10 + (index % 20)}T10:00:00.000Z`,
    version: index,
  }),
  order: (index: number) => ({
    id: `order-${index}`,
    customer: { id: `user-${index % 50}`, address: { street: "Analytical Row 1", city: "London", geo: [51.5, -0.12] } },
    lines: Array.from({ length: 12 }, (_, line) => ({
      sku: `sku-${line}`,
      quantity: 1 + (line % 3),
      price: 9.99 + line,
      options: ["gift", { wrap: "red", note: null }],
      taxed: true,
    })),
    tags: new Set(["priority", "export", `batch-${index % 7}`]),
    total: 199.99,
  }),
  readings: (index: number) => ({
    id: index,
    values: Array.from({ length: 200 }, (_, at) => Math.round(Math.sin(index + at) * 100_000) / 1000),
    buckets: new Set(Array.from({ length: 20 }, (_, at) => index * 20 + at)),
    raw: new Uint8Array(256).fill(index % 256),
  }),
} as const satisfies Readonly<Record<string, (index: number) => Record<string, unknown>>>;

export type ItemKind = keyof typeof items;
export type Direction = "marshall" | "unmarshall";
