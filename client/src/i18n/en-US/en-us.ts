/** English, complete. */
import type { Texts, zhCN } from '../zh-CN/zh-cn.ts';
import audit from './audit.ts';
import cameraRights from './camera-rights.ts';
import cameraSheet from './camera-sheet.ts';
import cameras from './cameras.ts';
import devices from './devices.ts';
import { errors } from './errors.ts';
import imaging from './imaging.ts';
import incidents from './incidents.ts';
import journal from './journal.ts';
import map from './map.ts';
import network from './network.ts';
import people from './people.ts';
import playback from './playback.ts';
import ptz from './ptz.ts';
import saved from './saved.ts';
import scene from './scene.ts';
import screens from './screens.ts';
import tour from './tour.ts';
import { words } from './words.ts';

export const enUS: Texts<typeof zhCN> = {
  ...words,
  audit,
  errors,
  cameraRights,
  cameraSheet,
  cameras,
  devices,
  imaging,
  incidents,
  journal,
  map,
  network,
  people,
  playback,
  saved,
  scene,
  screens,
  tour,
  ptz,
};
