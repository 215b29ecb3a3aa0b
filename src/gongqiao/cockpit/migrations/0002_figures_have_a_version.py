from django.db import migrations

# The first number is taken at once: until then the sequence says the same before and after it.
CREATE = "CREATE SEQUENCE cockpit_version; SELECT nextval('cockpit_version')"


class Migration(migrations.Migration):
    dependencies = [("cockpit", "0001_what_changed_and_what_it_adds_up_to")]

    operations = [migrations.RunSQL(CREATE, "DROP SEQUENCE cockpit_version")]
