/**
 * Makes the pictures of the demo street: eight views of one real scene, encoded
 * once the way a camera encodes, so that serving them later costs nothing.
 *
 * The scene is Debian's sample footage of people on a campus path (package
 * opencv-doc). Where it cannot be had, drawn moving shapes stand in.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openPercentage, say, step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { lastLines, run } from './run.mjs';
import { streetClips, testClips } from './street-path.mjs';
import { openWorkshop } from './workshop.mjs';

const FPS = 15;
const STREET_SECONDS = 60;
const TEST_SECONDS = 10;
const FOOTAGE = './usr/share/doc/opencv-doc/examples/data/vtest.avi';

/** One view each: where in the footage it begins, what part it sees and in what light. */
const VIEWS = [
  { startSeconds: 0, picture: 'scale=768:576' },
  { startSeconds: 31, picture: 'crop=512:288:0:130,scale=960:540,eq=saturation=1.3:gamma=1.05' },
  { startSeconds: 12, picture: 'hflip,scale=768:576,colorbalance=bs=0.12:bm=0.06' },
  { startSeconds: 47, picture: 'crop=512:384:256:190,scale=768:576,eq=contrast=1.15' },
  {
    startSeconds: 20,
    picture: 'scale=768:576,eq=brightness=-0.22:contrast=0.85:saturation=0.3,colorbalance=bs=0.2:bm=0.1,vignette',
  },
  {
    startSeconds: 55,
    picture:
      'hflip,crop=640:360:64:120,scale=960:540,eq=saturation=0.25:contrast=0.75:brightness=0.06,noise=alls=5:allf=t',
  },
  { startSeconds: 39, picture: 'hflip,crop=480:270:200:160,scale=960:540,colorbalance=rs=0.15:rm=0.1:bs=-0.12' },
  { startSeconds: 5, picture: 'crop=768:432:0:100,scale=960:540,eq=saturation=0.7:gamma=1.15,unsharp' },
];

// biome-ignore format: one option a line reads like the command it is
const LIKE_A_CAMERA = [
  '-an', '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main', '-pix_fmt', 'yuv420p', '-bf', '0',
  '-g', '30', '-keyint_min', '30', '-sc_threshold', '0',
];
const STREET_RATE = ['-b:v', '1000k', '-maxrate', '1500k', '-bufsize', '2000k'];
// A wanted bit rate would be spent on sharpening a frozen picture, and fine grain comes back with each key frame:
// both are movement to an analyser.
const STILL_RATE = ['-crf', '18'];

export async function makeStreetClips(env = process.env) {
  await makeClips('the pictures of the demo street', streetClips({ env }), async (scene, files) => {
    const caption = await captionFilter();
    const likeACamera = [...LIKE_A_CAMERA, ...STREET_RATE, '-t', `${STREET_SECONDS}`];
    const show = openPercentage('encoding the demo street');
    for (const [index, { startSeconds, picture }] of VIEWS.entries()) {
      const filter = [`fps=${FPS}`, picture, ...caption(`CAM ${String(index + 1).padStart(2, '0')}`)].join(',');
      await encode([...scene(startSeconds), '-vf', filter, ...likeACamera, files[index]]);
      show(index + 1, VIEWS.length);
    }
  });
}

export async function makeTestClips(env = process.env) {
  const clips = Object.values(testClips({ env }));
  await makeClips('the pictures of the tests', clips, async (scene, [h265, reordered, still]) => {
    const small = ['-t', `${TEST_SECONDS}`, '-vf', `fps=${FPS},scale=640:360`, '-an', '-pix_fmt', 'yuv420p'];
    const x265 = ['-c:v', 'libx265', '-preset', 'veryfast', '-tag:v', 'hvc1'];
    const x265Params = 'log-level=error:keyint=30:min-keyint=30:scenecut=0:bframes=0:open-gop=0';
    await encode([...scene(0), ...small, ...x265, '-b:v', '400k', '-x265-params', x265Params, h265]);
    const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main', '-bf', '2', '-b_strategy', '0'];
    await encode([...scene(0), ...small, ...x264, '-g', '30', '-sc_threshold', '0', '-b:v', '600k', reordered]);
    const frozen = `trim=end_frame=1,loop=loop=-1:size=1,setpts=N/${FPS}/TB,fps=${FPS},scale=1280:720,gblur=sigma=2`;
    await encode([...scene(0), '-vf', frozen, ...LIKE_A_CAMERA, ...STILL_RATE, '-t', `${TEST_SECONDS}`, still]);
  });
}

/** All or none: the folder appears under its name when its last file is whole. */
async function makeClips(title, files, make) {
  const folder = dirname(files[0]);
  if (existsSync(folder)) return;
  const workshop = await openWorkshop(dirname(folder));
  try {
    await step(`making ${title}`, async () => {
      const clips = join(workshop.folder, 'clips');
      await mkdir(clips);
      await make(
        await openScene(workshop.folder),
        files.map((file) => join(clips, basename(file))),
      );
      await rename(clips, folder).catch((error) => {
        // Another set-up on this machine may have finished first: its clips are the same.
        if (!existsSync(folder)) throw error;
      });
    });
  } finally {
    workshop.close();
  }
}

/** Answers a function that names the scene from a moment on as ffmpeg's input, without end. */
async function openScene(folder) {
  const footage = await fetchFootage(folder);
  if (footage) return (startSeconds) => ['-stream_loop', '-1', '-ss', `${startSeconds}`, '-i', footage];
  say('the sample footage cannot be had; drawn shapes stand in for it');
  const shapes = `testsrc2=size=768x576:rate=${FPS},drawbox=x='mod(t*60,700)':y=400:w=60:h=120:color=white:t=fill`;
  return (startSeconds) => ['-f', 'lavfi', '-i', `${shapes},trim=start=${startSeconds},setpts=PTS-STARTPTS`];
}

async function fetchFootage(folder) {
  await run('apt-get', ['download', 'opencv-doc'], { cwd: folder });
  // Only one file of a large package is wanted.
  const unpack = `dpkg-deb --fsys-tarfile opencv-doc_*.deb | tar -x ${FOOTAGE}`;
  const unpacked = await run('sh', ['-c', unpack], { cwd: folder });
  return unpacked.code === 0 ? join(folder, FOOTAGE) : undefined;
}

/** The camera's number in a corner, where this ffmpeg and this system can write at all. */
async function captionFilter() {
  const caption = (text) => [
    `drawtext=text='${text}':x=12:y=12:fontsize=20:fontcolor=white:box=1:boxcolor=black@0.5:boxborderw=5`,
  ];
  const blank = ['-f', 'lavfi', '-i', 'color=size=64x64:duration=0.1', '-vf', caption('1')[0], '-f', 'null', '-'];
  const canWrite = (await run('ffmpeg', ['-nostdin', '-v', 'error', ...blank])).code === 0;
  return canWrite ? caption : () => [];
}

async function encode(args) {
  const result = await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
  if (result.code !== 0) throw new Refusal(`the clips could not be made; ffmpeg says\n${lastLines(result, 3)}`);
}
