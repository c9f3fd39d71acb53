import { contextBridge, ipcRenderer } from 'electron';
import { createLabApi } from './createLabApi.ts';

contextBridge.exposeInMainWorld('lab', createLabApi(ipcRenderer, process.platform));
