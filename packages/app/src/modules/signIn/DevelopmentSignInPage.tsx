import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Container from '@material-ui/core/Container';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { people } from './people';

const STORAGE_KEY = 'development-person';

function rememberedPerson(): string | undefined {
  const name = window.sessionStorage.getItem(STORAGE_KEY);
  return people.find(person => person.name === name)?.name;
}

/**
 * Lets you be one of the people of the development portal. Remembered for the
 * tab, so that a reload keeps you and a second tab can be somebody else.
 */
export const DevelopmentSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const [name, setName] = useState(rememberedPerson);

  if (name) {
    return (
      <ProxiedSignInPage
        provider="development"
        headers={{ 'x-development-person': name }}
        onSignInSuccess={identity =>
          onSignInSuccess({
            getBackstageIdentity: () => identity.getBackstageIdentity(),
            getCredentials: () => identity.getCredentials(),
            getProfileInfo: () => identity.getProfileInfo(),
            signOut: async () => {
              window.sessionStorage.removeItem(STORAGE_KEY);
              await identity.signOut();
            },
          })
        }
      />
    );
  }

  const signInAs = (chosen: string) => {
    window.sessionStorage.setItem(STORAGE_KEY, chosen);
    setName(chosen);
  };

  return (
    <Container maxWidth="md" component="main" style={{ paddingTop: 64 }}>
      <Typography variant="h3" component="h1" gutterBottom>
        Who would you like to be?
      </Typography>
      <Typography paragraph color="textSecondary">
        This is a development portal with a simulated fleet. Each person sees
        what the example permission policy lets them see.
      </Typography>
      <Grid container spacing={2}>
        {people.map(person => (
          <Grid item xs={12} sm={6} key={person.name}>
            <Card variant="outlined">
              <CardActionArea onClick={() => signInAs(person.name)}>
                <CardContent>
                  <Typography variant="h6" component="h2">
                    {person.displayName}
                  </Typography>
                  <Typography variant="subtitle2" gutterBottom>
                    {person.role}
                  </Typography>
                  <Typography variant="body2" color="textSecondary">
                    {person.may}
                  </Typography>
                </CardContent>
              </CardActionArea>
            </Card>
          </Grid>
        ))}
      </Grid>
    </Container>
  );
};
