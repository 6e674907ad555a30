import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import * as contracts from '#contracts';

/** Every schema of the contracts under its own name, so that clients get named types. */
const names = new Map<unknown, string>(
  Object.entries(contracts)
    .filter(([, value]) => value instanceof z.ZodType)
    .map(([name, schema]) => [schema, name]),
);

/** A schema of the contracts as OpenAPI: named ones become components, the rest stand in place. */
function asOpenApi(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const json = z.toJSONSchema(schema, { target: 'openapi-3.0', io: schemaType, unrepresentable: 'any' });
  const name = names.get(schema);
  // Queries are spelled out, one parameter a field.
  if (!name || name.endsWith('Query')) return { schema: json };
  return { schema: { $ref: `#/components/schemas/${name}` }, components: { [name]: json } };
}

const description =
  'Failures are RFC 9457 problem details (`application/problem+json`) with `detail`, `remedy` and `failureClass`. ' +
  'Times are milliseconds. Sign in with `Authorization: Bearer <key>`; keys are made in the dashboard.';

export function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Showrunner')
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .addGlobalResponse({
      status: 'default',
      standardSchema: contracts.problem,
      description: 'What went wrong.',
    })
    .build();
  return SwaggerModule.createDocument(app, about, { standardSchemaConverter: asOpenApi });
}

/** Serves the documentation at /api/docs and its JSON at /api/docs-json. */
export function serveDocs(app: INestApplication, version: string): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app, version), { jsonDocumentUrl: 'api/docs-json' });
}
