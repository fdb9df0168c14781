// npm run generate: the packages of all services, from models/.
import { linkClients } from "./link-clients.js";
import { mustRun } from "./run.js";

await mustRun("turbo", ["run", "clients:generate", "--output-logs=new-only"]);
linkClients();
