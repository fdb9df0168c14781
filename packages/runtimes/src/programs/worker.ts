// For workerd: takes the settings as the body of a request, answers with the results.
import { runSuite } from "../suite/run-suite.js";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runSuite(await request.json()));
  },
};
