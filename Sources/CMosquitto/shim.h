// libmosquitto: an MQTT client.
#ifndef PANTAU_CMOSQUITTO_SHIM_H
#define PANTAU_CMOSQUITTO_SHIM_H

#include <mosquitto.h>

#endif
