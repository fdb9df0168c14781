import type { Customization } from "../client/service-descriptor.js";
import { customizations as apiGateway } from "../customizations/api-gateway.js";
import { customizations as autoScaling } from "../customizations/auto-scaling.js";
import { customizations as cloudsearchDomain } from "../customizations/cloudsearch-domain.js";
import { customizations as cloudwatchLogs } from "../customizations/cloudwatch-logs.js";
import { customizations as cognitoIdentity } from "../customizations/cognito-identity.js";
import { customizations as docdb } from "../customizations/docdb.js";
import { customizations as dynamodb } from "../customizations/dynamodb.js";
import { customizations as ec2 } from "../customizations/ec2.js";
import { customizations as eventbridge } from "../customizations/eventbridge.js";
import { customizations as glacier } from "../customizations/glacier.js";
import { customizations as iam } from "../customizations/iam.js";
import { customizations as machineLearning } from "../customizations/machine-learning.js";
import { customizations as neptune } from "../customizations/neptune.js";
import { customizations as polly } from "../customizations/polly.js";
import { customizations as rds } from "../customizations/rds.js";
import { customizations as route53 } from "../customizations/route-53.js";
import { customizations as s3 } from "../customizations/s3.js";
import { customizations as s3Control } from "../customizations/s3-control.js";
import { customizations as sqs } from "../customizations/sqs.js";
import { customizations as ssoOidc } from "../customizations/sso-oidc.js";
import { customizations as sts } from "../customizations/sts.js";
import { customizations as timestreamQuery } from "../customizations/timestream-query.js";
import { customizations as timestreamWrite } from "../customizations/timestream-write.js";

/** What services need beyond their models, by service id: generated clients import their own. */
export const customizationsById: Readonly<Record<string, readonly Customization[]>> = {
  "api-gateway": apiGateway,
  "auto-scaling": autoScaling,
  "cloudsearch-domain": cloudsearchDomain,
  "cloudwatch-logs": cloudwatchLogs,
  "cognito-identity": cognitoIdentity,
  docdb,
  dynamodb,
  ec2,
  eventbridge,
  glacier,
  iam,
  "machine-learning": machineLearning,
  neptune,
  polly,
  rds,
  "route-53": route53,
  s3,
  "s3-control": s3Control,
  sqs,
  "sso-oidc": ssoOidc,
  sts,
  "timestream-query": timestreamQuery,
  "timestream-write": timestreamWrite,
};
