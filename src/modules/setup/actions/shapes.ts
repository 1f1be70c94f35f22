import { z } from 'zod';

export const count = z.int().min(0).meta({ format: 'int32' });

export const municipalityView = z.object({
  istat: z.string().max(6),
  belfiore: z.string().max(4),
  name: z.string().max(200),
  province: z.string().max(2),
  provinceName: z.string().max(100),
  region: z.string().max(100),
});
