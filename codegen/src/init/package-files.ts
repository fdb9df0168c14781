import { className } from "../model/names.js";
import { type StarterProtocol, starterModel } from "./starter-model.js";

/** What a new package is made of. */
export interface NewPackage {
  /** npm's name: `@acme/services`. */
  readonly name: string;
  /** Its first service: also the name of the model's folder. */
  readonly service: string;
  readonly protocol: StarterProtocol;
  /** A date: models are versioned by them. */
  readonly apiVersion: string;
  /** The range of core and generator. */
  readonly range: string;
  /** Text of a model that is there already, in place of the one to begin with. */
  readonly model?: string | undefined;
}

export interface PackageFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a package for services of one's own. */
export function packageFiles(made: NewPackage): PackageFile[] {
  return [
    { path: "package.json", text: json(manifest(made)) },
    { path: "tsconfig.json", text: json(tsconfig) },
    { path: ".gitignore", text: "node_modules/\ndist/\nsrc/\n*.tsbuildinfo\n" },
    { path: "README.md", text: readme(made) },
    ...modelFiles(made).map(({ path, text }) => ({
      path: `models/${made.service}/${made.apiVersion}/${path}`,
      text,
    })),
  ];
}

function modelFiles({ service, protocol, apiVersion, model }: NewPackage): PackageFile[] {
  if (model !== undefined) return [{ path: "service-2.json", text: model }];
  const files = starterModel(service, protocol, apiVersion);
  return Object.entries(files).map(([path, content]) => ({ path, text: json(content) }));
}

function manifest({ name, range }: NewPackage): object {
  const entry = (file: string) => ({ types: `./dist/*/${file}.d.ts`, default: `./dist/*/${file}.js` });
  return {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    files: ["dist"],
    exports: {
      "./*": entry("index"),
      "./*/model": entry("model"),
      "./*/endpoint": entry("endpoint"),
      "./package.json": "./package.json",
    },
    scripts: {
      generate: `inia generate --models models --out src --package ${name}`,
      build: "npm run generate && tsc",
      watch: "npm run generate -- --watch",
    },
    dependencies: { "@inia/core": range },
    devDependencies: { "@inia/codegen": range, typescript: ">=5.9" },
  };
}

const tsconfig = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2022"],
    module: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    declaration: true,
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};

function readme({ name, service, model }: NewPackage): string {
  const example =
    model === undefined
      ? `
\`\`\`ts
import { ${className(service)} } from "${name}/${service}";

const client = new ${className(service)}({ region: "eu-west-1", endpoint: "http://localhost:8080", credentials });
const { Item } = await client.getItem({ Id: "one" });
for await (const item of client.getPaginator("listItems").paginate().items()) console.log(item.Id);
\`\`\`
`
      : "";
  return `# ${name}

Typed clients of our own services, made by Inia from the models in \`models/\`.

- \`npm run build\` generates \`src/\` and compiles it to \`dist/\`
- \`npm run watch\` generates again what changes in \`models/\`
${example}`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
