/**
 * What cities are compared by: kinds of requests that several of them have, whatever they call it. Each city's file says which of
 * its types and subtypes belong to one. A type that means more than a category, or something else, belongs to none.
 */
export const CATEGORIES = {
  "abandoned-vehicles": { en: "Abandoned vehicles", es: "Vehículos abandonados" },
  animals: { en: "Animals", es: "Animales" },
  "bulky-items": { en: "Bulky items", es: "Artículos voluminosos" },
  "dead-animals": { en: "Dead animals", es: "Animales muertos" },
  "electronic-waste": { en: "Electronic waste", es: "Residuos electrónicos" },
  encampments: { en: "Encampments", es: "Campamentos" },
  graffiti: { en: "Graffiti", es: "Grafiti" },
  "illegal-dumping": { en: "Illegal dumping", es: "Vertidos ilegales" },
  "illegal-parking": { en: "Illegal parking", es: "Estacionamiento ilegal" },
  "missed-collection": { en: "Missed trash collection", es: "Basura no recogida" },
  noise: { en: "Noise", es: "Ruido" },
  potholes: { en: "Potholes", es: "Baches" },
  rodents: { en: "Rodents", es: "Roedores" },
  sidewalks: { en: "Sidewalks", es: "Aceras" },
  snow: { en: "Snow and ice", es: "Nieve y hielo" },
  "street-lights": { en: "Street lights", es: "Alumbrado público" },
  "street-signs": { en: "Street signs", es: "Señales de tráfico" },
  "traffic-signals": { en: "Traffic signals", es: "Semáforos" },
  trees: { en: "Trees", es: "Árboles" },
  water: { en: "Water", es: "Agua" },
} as const satisfies Record<string, { en: string; es: string }>;

export type Category = keyof typeof CATEGORIES;
