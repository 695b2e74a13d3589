import { basename } from 'node:path';

/** Every way a service can fail to start here. The list is closed: a program may switch over it. */
export type ServiceErrorCode =
  /** The file, or one that it includes, cannot be read. */
  | 'file_missing'
  /** The file, or one that it includes, is not YAML. */
  | 'invalid_yaml'
  /** A variable `${…}` of a form that is not known here, or an intrinsic function of CloudFormation. */
  | 'unknown_variable'
  | 'unknown_intrinsic'
  /** A variable or a reference without a value. */
  | 'missing_value'
  /** A setting of the file that makes no sense. */
  | 'invalid_setting'
  /** The handler's file is not there, or does not export the handler. */
  | 'handler_file_missing'
  | 'handler_export_missing'
  /** A function throws while it is loaded, or takes longer for it than Lambda allows. */
  | 'function_not_started'
  /** A function was asked for by a name that the file does not have. */
  | 'unknown_function'
  /** The port is taken, or not for this user. */
  | 'port_unavailable'
  /** A role lacks what AWS itself needs of it, such as reading a queue. */
  | 'permission_missing'
  /** The service has queues, and there is no SQS: neither an endpoint nor the package `fauxqs`. */
  | 'queue_engine_missing'
  /** A local engine refuses to make a table or a queue, or cannot be reached. */
  | 'engine_refused';

/** Where in a file an error is. */
export interface ServicePlace {
  /** The file's name; `serverless.yml` where it is not said. */
  readonly file?: string;
  /** A dotted path, such as `functions.room.environment.X`. */
  readonly path: string;
}

/**
 * What keeps a service from running here and its author can change. The message is one line, begins with file and place
 * where there is one, and quotes the file's own text only, never the value of a variable: that may be a secret.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;
  readonly place: ServicePlace | undefined;
  readonly #text: string;

  constructor(code: ServiceErrorCode, message: string, place?: ServicePlace) {
    super(place === undefined ? message : `${place.file ?? 'serverless.yml'}: ${place.path}: ${message}`);
    this.code = code;
    this.place = place;
    this.#text = message;
  }

  /** The same error with the name of its file. */
  in(file: string): ServiceError {
    return this.place === undefined ? this : new ServiceError(this.code, this.#text, { ...this.place, file });
  }
}

/** A thrown value; a {@link ServiceError} about a place gets the name of its file, unless it has one. */
export function inFile(error: unknown, path: string): unknown {
  const isUnnamed = error instanceof ServiceError && error.place?.file === undefined;
  return isUnnamed ? error.in(basename(path)) : error;
}

/** Whether a thrown value is a {@link ServiceError}, also of another copy of this package. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && error.name === 'ServiceError' && 'code' in error;
}

/** What an error says, also one from another realm. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}

/** The `code` of an error of the system, also of one from another realm. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
