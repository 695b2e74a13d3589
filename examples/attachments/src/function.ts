import { S3Client } from '@aws-sdk/client-s3';
import {
  DynamoAuditLog,
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  MinimalDocumentClient,
  minimalOptions,
} from '@serverless-ws/chat-dynamo';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import { randomIds, RequestScope, sha256Digest, systemClock as clock } from '@serverless-ws/chat-lambda';
import { lazyLoggerOf } from '@serverless-ws/chat-lambda/aws';
import { attachmentHandler } from './attachment-handler.js';
import { FileLinks } from './file-links.js';

const { JWT_JWKS_URL: jwksUrl, CHAT_TABLE: table, ATTACHMENTS_BUCKET: bucket } = process.env;
if (!jwksUrl || !table || !bucket) throw new Error('Set JWT_JWKS_URL, CHAT_TABLE and ATTACHMENTS_BUCKET.');

const logger = lazyLoggerOf(new RequestScope());
const stored = { client: new MinimalDocumentClient(minimalOptions(process.env)), table, clock };

/** The function behind the URL. Its keys and its table are those of the chat. */
export const handler = attachmentHandler({
  ...{ clock, logger, ids: randomIds, digest: sha256Digest },
  verifier: new JwtTokenVerifier({ jwksUrl }, { clock, logger }),
  connections: new DynamoConnectionRepository(stored),
  blocks: new DynamoBlockRepository(stored),
  moderation: {
    moderationStates: new DynamoModerationStateRepository(stored),
    rules: new DynamoRoomRulesRepository(stored),
    audit: new DynamoAuditLog(stored),
  },
  links: new FileLinks({
    client: new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ...{ bucket, clock },
  }),
});
