// Where the browser says it is.

export interface FoundPlace {
  longitude: number;
  latitude: number;
  accuracyMetres: number;
}

const patienceMilliseconds = 10_000;

/** Null where the person does not want to tell, or nobody knows. */
export const locate = (): Promise<FoundPlace | null> => new Promise(resolve => {
  // Pages of another machine that are not encrypted have none.
  if (!("geolocation" in navigator)) return resolve(null);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => resolve({ longitude: coords.longitude, latitude: coords.latitude, accuracyMetres: coords.accuracy }),
    () => resolve(null),
    { enableHighAccuracy: true, timeout: patienceMilliseconds, maximumAge: 30_000 });
});
