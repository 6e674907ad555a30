import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { RequestFailure } from './request-failure.js';

/** Postgres cannot store U+0000 in text, and no honest text holds it. */
const holdsNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || holdsNul(inner));
};

type Issues = Parameters<
  NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>
>[0];

const pathOf = (issue: Issues[number]) =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** Parses every body, query and parameter that names a schema, and lists all wrong fields at once. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new RequestFailure(
          400,
          'The request has fields that are wrong.',
          'Put right each field that is listed in `errors`.',
          issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
        ),
    });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.schema && holdsNul(value)) {
      throw new RequestFailure(400, 'The request holds a NUL character.', 'Take out the character U+0000.');
    }
    return super.transform(value, metadata);
  }
}
