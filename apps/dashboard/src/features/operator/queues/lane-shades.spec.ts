import { allLanes, laneSummary, laneWords, shadeOf } from './lane-shades';

const lane = (at: number, waiting: number, more = {}) => ({
  lane: at,
  waiting,
  retrying: 0,
  oldestWaitingAt: null,
  attempts: 0,
  ...more,
});

describe('the shade of a lane', () => {
  it.each([
    [0, 0],
    [1, 1],
    [9, 1],
    [10, 2],
    [99, 2],
    [100, 3],
    [999, 3],
    [1_000, 4],
    [50_000, 4],
  ])('with %d waiting is %d', (waiting, shade) => expect(shadeOf(waiting)).toBe(shade));
});

describe('the strip of lanes', () => {
  it('has 64 of them in order, whichever the API names, and none for the step before them', () => {
    const lanes = allLanes([lane(63, 2), lane(-1, 9), lane(0, 1)]);
    expect(lanes.map(({ lane: at }) => at)).toEqual(Array.from({ length: 64 }, (_, at) => at));
    expect([lanes[0]?.waiting, lanes[1]?.waiting, lanes[63]?.waiting]).toEqual([1, 0, 2]);
  });

  it('says in a sentence what it shows', () => {
    expect(laneSummary(allLanes([]))).toBe('All 64 lanes are empty.');
    expect(laneSummary(allLanes([lane(3, 1)]))).toBe(
      '1 of 64 lanes holds work. The fullest is lane 3 with 1 waiting.',
    );
    expect(laneSummary(allLanes([lane(3, 12), lane(17, 1_240, { retrying: 2, attempts: 3 })]))).toBe(
      '2 of 64 lanes hold work. The fullest is lane 17 with 1,240 waiting. ' +
        'In 1 something is being tried again. 1 had to be begun more than once.',
    );
    expect(laneSummary(allLanes([lane(5, 0, { retrying: 1 })]))).toBe(
      '1 of 64 lanes holds work. In 1 something is being tried again.',
    );
  });

  it('names what is unusual about a lane', () => {
    expect(laneWords(lane(17, 1_240, { retrying: 2, attempts: 3 }))).toBe(
      'Lane 17: 1,240 waiting, 2 being tried again, begun 3 times',
    );
    expect(laneWords(lane(4, 0, { attempts: 1 }))).toBe('Lane 4: 0 waiting');
  });
});
