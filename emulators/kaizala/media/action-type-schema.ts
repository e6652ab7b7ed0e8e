import * as z from 'zod';
import { ACTION_TYPE_NUMBERS, type ActionType } from './media-formats.ts';

export const actionTypeSchema = z.enum(Object.keys(ACTION_TYPE_NUMBERS) as [ActionType, ...ActionType[]]);
