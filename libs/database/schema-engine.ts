import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Column type of system catalogues, which Prisma's adapter does not know, and the one it takes in its stead. */
const charOid = 18;
const bpcharOid = 1042;

/**
 * Prisma's own schema engine, compiled to WebAssembly: it applies and creates migrations without the engine binary that
 * Prisma's CLI downloads. Rules, checksums and the `_prisma_migrations` table are Prisma's.
 *
 * @param schema files of prisma/schema.prisma; needed only to create migrations
 */
export async function withSchemaEngine<T>(
  url: string,
  schema: { path: string; content: string }[] | undefined,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const Engine = await loading;
  const datamodels: [string, string][] | undefined = schema?.map((file) => [file.path, file.content]);
  const adapter = new MigrationAdapter(connectionOf(url));
  const engine = await Engine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** The part of WebAssembly that is used here: @types/node leaves it to the browser's types. */
interface WebAssemblyLoader {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

/** The package keeps views of one memory in its module: it can be instantiated only once in a process. */
let loading: Promise<typeof SchemaEngine> | undefined;

/** Node 20 does not import WebAssembly as a module; this does by hand what the package's own entry would. */
async function loadEngine(): Promise<typeof SchemaEngine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await readFile(gluePath.replace(/\.js$/, '.wasm'));
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyLoader };
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** The URL in parts: given whole, it would win over the shadow database's name. */
function connectionOf(url: string): pg.PoolConfig {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url });
  return { host, port, user, password: password ?? undefined, database, ssl };
}

/** The adapter's inner workings that migrations need otherwise than it has them. */
interface AdapterInside extends SqlDriverAdapter {
  performIO(query: SqlQuery): Promise<{ fields?: { dataTypeID: number }[] }>;
  onError(error: unknown): never;
  underlyingDriver(): pg.Pool;
}

/** Repairs two things in the adapter that only migrations meet. */
function repair<T extends SqlDriverAdapter>(adapter: T): T {
  const inside = adapter as SqlDriverAdapter as AdapterInside;
  const { queryRaw } = inside;
  inside.queryRaw = (query) => queryWithChars(inside, queryRaw, query);
  // It would cut the script at every semicolon, function bodies included.
  inside.executeScript = async (script) => {
    await inside
      .underlyingDriver()
      .query(script)
      .catch((error: unknown) => inside.onError(error));
  };
  return adapter;
}

/** Runs a query whose result may have columns of type "char": refused by the adapter, expected by the engine. */
async function queryWithChars(inside: AdapterInside, queryRaw: AdapterInside['queryRaw'], query: SqlQuery) {
  const chars = new Set<number>();
  const thisQuery = Object.create(inside, {
    performIO: {
      async value(sent: SqlQuery) {
        const result = await inside.performIO(sent);
        for (const [column, field] of (result.fields ?? []).entries()) {
          if (field.dataTypeID !== charOid) continue;
          chars.add(column);
          field.dataTypeID = bpcharOid;
        }
        return result;
      },
    },
  }) as AdapterInside;
  const result = await queryRaw.call(thisQuery, query);
  const columnTypes = result.columnTypes.map((type, column) =>
    chars.has(column) ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

class MigrationAdapter extends PrismaPg {
  private readonly pools: pg.Pool[] = [];

  constructor(private readonly connection: pg.PoolConfig) {
    super(connection);
  }

  override async connect() {
    const adapter = repair(await super.connect());
    this.pools.push(adapter.underlyingDriver());
    return adapter;
  }

  /** The engine opens connections and leaves them to us. */
  async close() {
    await Promise.all(this.pools.map((pool) => pool.ended || pool.end()));
  }

  /** A passing database in which the engine replays all migrations; dropped afterwards. */
  override async connectToShadowDb() {
    const admin = new pg.Client(this.connection);
    admin.on('error', () => undefined);
    await admin.connect();
    const database = `shadow_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${database}`);
    const shadow = repair(await new PrismaPg({ ...this.connection, database }).connect());
    const disconnect = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await disconnect();
      await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      await admin.end();
    };
    return shadow;
  }
}
