import { MigrationInterface, QueryRunner } from 'typeorm';

/** Sliding windows that several processes share. */
export class SharedLimits1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WINDOWS);
    await runner.query(ADMIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION admit (uuid, text, integer);
      DROP TABLE sliding_window;`);
  }
}

// Nothing in it is worth a write to the log: after a second it counts no more. `counts`: by granule of 10 ms, modulo 101.
const WINDOWS = `
  CREATE UNLOGGED TABLE sliding_window (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    name text NOT NULL,
    newest bigint NOT NULL DEFAULT 0,
    counts smallint[] NOT NULL DEFAULT array_fill(0::smallint, ARRAY[101]),
    PRIMARY KEY (tenant_id, name)
  ) WITH (fillfactor = 50);
  GRANT SELECT, INSERT, UPDATE ON sliding_window TO parley_system;`;

// SlidingWindow.admit (platform/limits), by the clock of the database, read when nobody else has the row.
const ADMIT = `
  CREATE FUNCTION admit(of_tenant uuid, of_name text, per_second integer, OUT at_ms float8, OUT wait_ms float8)
  LANGUAGE plpgsql AS $$
  DECLARE
    known sliding_window;
    granule bigint;
    total integer;
    excess integer;
  BEGIN
    LOOP
      SELECT * INTO known FROM sliding_window WHERE tenant_id = of_tenant AND name = of_name FOR UPDATE;
      EXIT WHEN FOUND;
      INSERT INTO sliding_window (tenant_id, name) VALUES (of_tenant, of_name) ON CONFLICT DO NOTHING;
    END LOOP;
    at_ms := extract(epoch FROM clock_timestamp()) * 1000;
    granule := floor(at_ms / 10);

    IF granule < known.newest - 100 THEN
      total := (SELECT sum(count) FROM unnest(known.counts) AS count);
      known.counts := array_fill(0::smallint, ARRAY[101]);
      known.counts[granule % 101 + 1] := total;
      known.newest := granule;
    END IF;
    FOR age IN 0 .. least(granule - known.newest, 101) - 1 LOOP
      known.counts[(granule - age) % 101 + 1] := 0;
    END LOOP;
    known.newest := greatest(known.newest, granule);

    total := (SELECT sum(count) FROM unnest(known.counts) AS count);
    wait_ms := 0;
    IF total < per_second THEN
      known.counts[known.newest % 101 + 1] := known.counts[known.newest % 101 + 1] + 1;
    ELSE
      granule := known.newest - 100;
      excess := total - per_second;
      WHILE granule < known.newest AND excess - known.counts[granule % 101 + 1] >= 0 LOOP
        excess := excess - known.counts[granule % 101 + 1];
        granule := granule + 1;
      END LOOP;
      wait_ms := (granule + 101) * 10 - at_ms;
    END IF;
    UPDATE sliding_window SET newest = known.newest, counts = known.counts
    WHERE tenant_id = of_tenant AND name = of_name;
  END $$;
  REVOKE EXECUTE ON FUNCTION admit (uuid, text, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION admit (uuid, text, integer) TO parley_system;`;
