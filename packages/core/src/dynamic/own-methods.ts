import { generateDbConnectAdminAuthToken, generateDbConnectAuthToken } from "../customizations/dsql/auth-token.js";
import { generateAuthToken } from "../customizations/elasticache/auth-token.js";
import { generateDbAuthToken } from "../customizations/rds/auth-token.js";
import { generatePresignedPost } from "../customizations/s3/presign-post.js";

/** A method that no model knows: a function of the client and one object. */
type OwnMethod = (client: never, options: never) => Promise<unknown>;

/** What core has for services besides their calls, by service id and name of the method. */
export const ownMethodsById: Readonly<Record<string, Readonly<Record<string, OwnMethod>>>> = {
  dsql: { generateDbConnectAdminAuthToken, generateDbConnectAuthToken },
  elasticache: { generateAuthToken },
  rds: { generateDbAuthToken },
  s3: { generatePresignedPost },
};
