/**
 * Everything that the engines do is to find rows by their keys. While tables grow from nothing to a hundred thousand rows
 * within a minute, the planner goes by what it knew of them when they were empty, and would read them whole for every
 * batch, or join each of its rows with each of theirs.
 */
export const BY_KEYS_ALONE = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_sort: 'off',
  jit: 'off',
};

/** No plan is made for the values of one question: what is prepared keeps the plan that it has. */
export const KEPT_PLANS = { plan_cache_mode: 'force_generic_plan' };

/** PostgreSQL then says that it was a lock: of what takes too long nobody knows whether it is the fault of what was tried. */
const LOCKS_ARE_AWAITED = { lock_timeout: '5s' };

/** Puts them in force until the transaction ends. */
export const WORK_AS_THE_ENGINE = Object.entries({ ...BY_KEYS_ALONE, ...KEPT_PLANS, ...LOCKS_ARE_AWAITED })
  .map(([name, value]) => `SET LOCAL ${name} = '${value}'`)
  .join('; ');
