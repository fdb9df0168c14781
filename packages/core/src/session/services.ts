/**
 * The clients that `session.createClient` knows by name. Each client package adds its own:
 * `declare module "@inia/core" { interface Services { s3: S3 } }`.
 */
// It is filled by the packages of the clients.
export interface Services {}
