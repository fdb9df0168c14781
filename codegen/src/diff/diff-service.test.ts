import type { RawOperation, RawReference, RawService, RawShape } from "@inia/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { library } from "../load/made-up-models.js";
import type { ModelFiles } from "../load/validate.js";
import { arbitraryModel } from "./arbitrary-model.fixture.js";
import type { Bump, Change } from "./change.js";
import { diffService } from "./diff-service.js";

function diff(before: RawService, after: RawService): Change[] {
  return diffService("any", { service: before }, { service: after });
}

/** `minor member added Loan.Fee`. */
function told(changes: readonly Change[]): string[] {
  return changes.map(({ bump, subject, kind, name }) => `${bump} ${subject} ${kind} ${name}`);
}

/** One thing that can become of a model, at a place that is chosen; and what must be told of it. */
interface Mutation {
  readonly name: string;
  readonly apply: (model: Mutable, pick: <Value>(of: readonly Value[]) => Value) => string[] | undefined;
}

interface Mutable {
  readonly metadata: Record<string, unknown>;
  readonly operations: Record<string, { -readonly [Key in keyof RawOperation]: RawOperation[Key] }>;
  readonly shapes: Record<string, { -readonly [Key in keyof RawShape]: RawShape[Key] }>;
}

const mutations: readonly Mutation[] = [
  {
    name: "an operation is added",
    apply: (model) => {
      model.operations["Fresh"] = {
        name: "Fresh",
        http: { method: "POST", requestUri: "/" },
        errors: [{ shape: "Lost" }],
      };
      return ["minor operation added Fresh"];
    },
  },
  {
    name: "an optional member is added",
    apply: (model, pick) => {
      const [name, shape] = pick(structuresOf(model));
      shape.members = { ...shape.members, Fresh: { shape: "Fresh" } };
      model.shapes["Fresh"] = { type: "string" };
      return [`minor member added ${name}.Fresh`];
    },
  },
  {
    name: "a required member is added",
    apply: (model, pick) => {
      const [name, shape] = pick(structuresOf(model));
      shape.members = { ...shape.members, Fresh: { shape: "Fresh" } };
      shape.required = [...(shape.required ?? []), "Fresh"];
      model.shapes["Fresh"] = { type: "string" };
      return [`${reachedByInputs(model).has(name) ? "major" : "minor"} member added ${name}.Fresh`];
    },
  },
  {
    name: "a member becomes required, or is so no longer",
    apply: (model, pick) => {
      const [name, shape] = pick(structuresOf(model).filter(([structure]) => structure !== "Lost"));
      const [member, reference] = pick(Object.entries(shape.members ?? {}));
      const isInput = reachedByInputs(model).has(name);
      const isOutput = reachedByOutputs(model).has(name);
      const was = shape.required?.includes(member) ?? false;
      shape.required = was ? shape.required!.filter((one) => one !== member) : [...(shape.required ?? []), member];
      const levels: Bump[] = [];
      if (isInput && !reference.idempotencyToken) levels.push(was ? "minor" : "major");
      if (isOutput) levels.push(was ? "major" : "minor");
      const bump = levels.includes("major") ? "major" : (levels[0] ?? "patch");
      return [`${bump} member changed ${name}.${member}`];
    },
  },
  {
    name: "a member gets another type",
    apply: (model, pick) => {
      const [name, shape] = pick(structuresOf(model));
      const [member, reference] = pick(Object.entries(shape.members ?? {}));
      // What the old type alone reached must stay reached, or its end is told, too.
      if (model.shapes[reference.shape]!.type === "structure" || /^Colou?rs?$/.test(reference.shape)) return undefined;
      shape.members = { ...shape.members, [member]: { ...reference, shape: "Fresh" } };
      model.shapes["Fresh"] = { type: "boolean" };
      return [`major member changed ${name}.${member}`];
    },
  },
  {
    name: "an enum gains a value",
    apply: (model) => {
      const color = model.shapes["Color"];
      if (color === undefined) return undefined;
      color.enum = [...color.enum!, "blue"];
      return ["minor enum value added Color.blue"];
    },
  },
  {
    name: "an enum loses a value",
    apply: (model) => {
      const color = model.shapes["Color"];
      if (color === undefined) return undefined;
      color.enum = color.enum!.slice(1);
      return ["major enum value removed Color.red"];
    },
  },
  {
    name: "an error is added to a call",
    apply: (model, pick) => {
      const [name, operation] = pick(Object.entries(model.operations));
      if (operation.errors) return undefined;
      operation.errors = [{ shape: "Lost" }];
      return [`minor error added Lost of ${name}`];
    },
  },
  {
    name: "a limit changes",
    apply: (model) => {
      const count = model.shapes["Count"];
      if (count === undefined) return undefined;
      count.min = 7;
      return ["patch shape changed Count"];
    },
  },
  {
    name: "an operation is deprecated",
    apply: (model, pick) => {
      const [name, operation] = pick(Object.entries(model.operations));
      operation.deprecated = true;
      return [`minor operation changed ${name}`];
    },
  },
  {
    name: "another protocol is spoken",
    apply: (model) => {
      model.metadata["protocol"] = "smithy-rpc-v2-cbor";
      return ["patch service changed any"];
    },
  },
];

function structuresOf({ shapes }: Mutable): (readonly [string, Mutable["shapes"][string]])[] {
  return Object.entries(shapes).filter(([, { type }]) => type === "structure");
}

function reachedByInputs(model: Mutable): Set<string> {
  return reachedFrom(
    model,
    Object.values(model.operations).flatMap(({ input }) => input?.shape ?? []),
  );
}

function reachedByOutputs(model: Mutable): Set<string> {
  return reachedFrom(model, ["Lost", ...Object.values(model.operations).flatMap(({ output }) => output?.shape ?? [])]);
}

function reachedFrom({ shapes }: Mutable, names: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const { members = {}, member, key, value } = shapes[name]!;
    for (const reference of [...Object.values(members), member, key, value]) if (reference) visit(reference.shape);
  };
  names.forEach(visit);
  return reached;
}

describe("of any models", () => {
  test("a diff of a model and itself is empty, whatever the order of its keys and whatever its prose", () => {
    fc.assert(
      fc.property(arbitraryModel(), (model) => {
        const same = reversed(model) as RawService;
        expect(diff(model, { ...same, documentation: "<p>Better.</p>" })).toEqual([]);
      }),
    );
  });

  test.each(mutations)("$name: it is told, once, and nothing else", ({ apply }) => {
    let applied = 0;
    fc.assert(
      fc.property(arbitraryModel(), fc.nat(), (model, seed) => {
        const after = structuredClone(model) as unknown as Mutable;
        const expected = apply(after, (of) => of[seed % of.length]!);
        fc.pre(expected !== undefined);
        applied += 1;
        expect(told(diff(model, after as unknown as RawService))).toEqual(expected);
      }),
    );
    expect(applied).toBeGreaterThan(20);
  });

  test("several changes at once are all told, each once", () => {
    fc.assert(
      fc.property(arbitraryModel(), fc.subarray([...compatible], { minLength: 2 }), (model, chosen) => {
        const after = structuredClone(model) as unknown as Mutable;
        const expected = chosen.flatMap(({ apply }) => apply(after, (of) => of[0]!) ?? []);
        expect(told(diff(model, after as unknown as RawService)).sort()).toEqual(expected.sort());
      }),
    );
  });

  test("of any two: no change is told twice, and the way back tells the opposite", () => {
    fc.assert(
      fc.property(arbitraryModel(), arbitraryModel(), (one, other) => {
        const there = diff(one, other).map(keyOf);
        expect(new Set(there).size).toBe(there.length);
        const back = diff(other, one).map(keyOf);
        expect(back.sort()).toEqual(there.map(opposite).sort());
      }),
    );
  });

  test("of any two: what is gone is major, what is new is at least minor", () => {
    fc.assert(
      fc.property(arbitraryModel(), arbitraryModel(), (one, other) => {
        for (const { kind, bump } of diff(one, other)) {
          if (kind === "removed") expect(bump).toBe("major");
          if (kind === "added") expect(["major", "minor"]).toContain(bump);
        }
      }),
    );
  });
});

/** These touch different places. */
const compatible = mutations.filter(({ name }) =>
  /operation is added|gains a value|limit changes|another protocol|error is added/.test(name),
);

function keyOf({ subject, kind, name }: Change): string {
  return `${subject} ${kind} ${name}`;
}

function opposite(key: string): string {
  return key.replace(/ (added|removed) /, (_, kind) => (kind === "added" ? " removed " : " added "));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

type Library = typeof library.service;

/** The library with one thing changed; `path` leads to it, undefined takes it away. */
function changedLibrary(path: string, value: unknown): RawService {
  const copy = structuredClone(library.service) as unknown as Record<string, unknown>;
  const steps = path.split("/");
  const last = steps.pop()!;
  const parent = steps.reduce((object, step) => object[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy as unknown as RawService;
}

const reference = (shape: keyof Library["shapes"], traits: Partial<RawReference> = {}): RawReference => ({
  shape,
  ...traits,
});

describe("semver", () => {
  const rows: readonly (readonly [rule: string, path: string, value: unknown, expected: string[]])[] = [
    [
      "an operation that is gone breaks",
      "operations/ListBooks",
      undefined,
      [
        "major operation removed ListBooks",
        "major structure removed ListBooksRequest",
        "major structure removed ListBooksResponse",
      ],
    ],
    [
      "a request that looks otherwise on the wire does not",
      "operations/ListBooks/http/requestUri",
      "/v2/books",
      ["patch operation changed ListBooks"],
    ],
    [
      "an output that was not there is new",
      "operations/ListBooks/output",
      undefined,
      ["major operation changed ListBooks", "major structure removed ListBooksResponse"],
    ],
    [
      "an error that a call throws no longer breaks who catches it",
      "operations/LendBook/errors",
      [],
      ["major error removed BookIsOut of LendBook"],
    ],
    ["a member that is gone breaks", "shapes/Loan/members/Due", undefined, ["major member removed Loan.Due"]],
    [
      "a member that must be given breaks",
      "shapes/ListBooksRequest/required",
      ["NextToken"],
      ["major member changed ListBooksRequest.NextToken"],
    ],
    [
      "a token that must be given is filled in",
      "shapes/LendBookRequest/required",
      ["Isbn", "Token"],
      ["patch member changed LendBookRequest.Token"],
    ],
    [
      "a member that need not be given any longer is new",
      "shapes/LendBookRequest/required",
      [],
      ["minor member changed LendBookRequest.Isbn"],
    ],
    ["an answer that promises more is new", "shapes/Loan/required", ["Due"], ["minor member changed Loan.Due"]],
    [
      "a member of another type breaks",
      "shapes/Loan/members/Due",
      reference("String"),
      ["major member changed Loan.Due"],
    ],
    [
      "another name of the same type is no difference",
      "shapes/LendBookRequest/members/Token",
      reference("Isbn", { idempotencyToken: true }),
      [],
    ],
    [
      "a member elsewhere in the request does not break",
      "shapes/ListBooksRequest/members/NextToken/location",
      "header",
      ["patch member changed ListBooksRequest.NextToken"],
    ],
    [
      "a member that is deprecated is a minor release",
      "shapes/Loan/members/Due",
      reference("Time", { deprecated: true }),
      ["minor member changed Loan.Due"],
    ],
    ["limits do not break", "shapes/Isbn/pattern", "^97[89]", ["patch shape changed Isbn"]],
    [
      "a text that gets a list of values takes all others, too",
      "shapes/Isbn/enum",
      ["0306406152"],
      [
        "minor enum added Isbn",
        "minor member changed LendBookRequest.Isbn",
        "minor member changed ListBooksResponse.Books",
      ],
    ],
    ["a structure that becomes a union breaks", "shapes/Loan/union", true, ["major structure changed Loan"]],
    [
      "an error with another status does not",
      "shapes/BookIsOut/error",
      { httpStatusCode: 423 },
      ["patch error changed BookIsOut"],
    ],
    ["another service id is another package", "metadata/serviceId", "Books", ["major service changed any"]],
    [
      "another signature is nothing that callers see",
      "metadata/signatureVersion",
      "v4a",
      ["patch service changed any"],
    ],
    ["a setting is new", "clientContextParams", { Desk: { type: "string" } }, ["minor setting added Desk"]],
    ["shapes that no call reaches are nobody's", "shapes/Labels", { type: "string" }, []],
  ];

  test.each(rows)("%s", (_, path, value, expected) => {
    expect(told(diff(library.service, changedLibrary(path, value)))).toEqual(expect.arrayContaining(expected));
    expect(diff(library.service, changedLibrary(path, value))).toHaveLength(expected.length);
  });

  test.each([
    ["a long takes what an integer took, and gives what it gave", "integer", "long", "minor"],
    ["an integer takes no bigints", "long", "integer", "major"],
    ["all other numbers are one type", "float", "double", undefined],
    ["a text is no number", "string", "integer", "major"],
  ] as const)("%s", (_, old, type, bump) => {
    const changes = diff(changedLibrary("shapes/Isbn", { type: old }), changedLibrary("shapes/Isbn", { type }));
    const isOutput = bump === "major" && old === "long" ? "minor" : bump;
    expect(told(changes)).toEqual(
      bump === undefined
        ? []
        : [`${bump} member changed LendBookRequest.Isbn`, `${isOutput} member changed ListBooksResponse.Books`],
    );
  });
});

describe("companions", () => {
  const files: ModelFiles = library;
  const told_ = (after: Partial<ModelFiles>): string[] => told(diffService("library", files, { ...files, ...after }));

  test("paginators: what they give is their type, how they get it is not", () => {
    const { ListBooks } = library.paginators.pagination;
    const of = (paginator: object) =>
      told_({ paginators: { pagination: { ListBooks: { ...ListBooks, ...paginator } } } });
    expect(of({ result_key: "NextToken" })).toEqual(["major paginator changed ListBooks"]);
    expect(of({ result_key: ["Books", "NextToken"] })).toEqual(["minor paginator changed ListBooks"]);
    expect(of({ more_results: "NextToken" })).toEqual(["patch paginator changed ListBooks"]);
    expect(told_({ paginators: { pagination: {} } })).toEqual(["major paginator removed ListBooks"]);
    expect(
      told(
        diffService("library", { service: files.service }, { service: files.service, paginators: library.paginators }),
      ),
    ).toEqual(["minor paginator added ListBooks"]);
  });

  test("waiters: how they wait is no interface", () => {
    const { BookReturned } = library.waiters.waiters;
    expect(told_({ waiters: { version: 2, waiters: { BookReturned: { ...BookReturned, delay: 6 } } } })).toEqual([
      "patch waiter changed BookReturned",
    ]);
    expect(told_({ waiters: { version: 2, waiters: { BookLent: BookReturned } } })).toEqual([
      "minor waiter added BookLent",
      "major waiter removed BookReturned",
    ]);
  });

  test("endpoint rules: their URLs are told, their prose is not", () => {
    const [rule] = library.ruleSet.rules;
    const moved = JSON.parse(
      JSON.stringify(library.ruleSet).replace("example.org", "example.net"),
    ) as typeof library.ruleSet;
    const [change] = diffService("library", files, { ...files, ruleSet: moved });
    expect(change).toMatchObject({ subject: "endpoint", kind: "changed", name: "rules", bump: "patch" });
    expect(change?.details).toEqual([
      "`https://library.{Region}.example.net` is new",
      "`https://library.{Region}.example.org` is gone",
    ]);
    const documented = { ...library.ruleSet, rules: [{ ...rule, documentation: "Where." }, library.ruleSet.rules[1]] };
    expect(told_({ ruleSet: documented as never })).toEqual([]);
    const { Desk: _, ...parameters } = library.ruleSet.parameters;
    expect(told_({ ruleSet: { ...library.ruleSet, parameters } })).toEqual(["major endpoint removed parameter Desk"]);
  });
});

test("a change names the calls that it touches", () => {
  const [change] = diff(library.service, changedLibrary("shapes/Loan/members/Due", undefined));
  expect(change).toMatchObject({ name: "Loan.Due", operations: ["LendBook"] });
});
