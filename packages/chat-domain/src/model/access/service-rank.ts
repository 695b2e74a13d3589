/**
 * The rank of a company's own backends, `@service` in the access table. No token, frame or stored row can carry it: a
 * symbol has no form in JSON.
 */
export const SERVICE_RANK: unique symbol = Symbol.for('@serverless-ws/chat-domain/service');
