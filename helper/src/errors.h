/* The D-Bus errors a client can meet. Each names a reason that a program can act on; the message is for a person. */
#pragma once

#define HELPER_ERROR(name) "org.brainkernel.Helper1.Error." name

#define ERROR_BAD_ARGUMENT HELPER_ERROR("BadArgument")
#define ERROR_NO_SUCH_PROCESS HELPER_ERROR("NoSuchProcess")
#define ERROR_START_TIME_MISMATCH HELPER_ERROR("StartTimeMismatch")
#define ERROR_NO_SUCH_UNIT HELPER_ERROR("NoSuchUnit")
#define ERROR_PROTECTED HELPER_ERROR("Protected")
#define ERROR_NOT_AUTHORIZED HELPER_ERROR("NotAuthorized")
#define ERROR_CHALLENGE_NEEDED HELPER_ERROR("ChallengeNeeded")
#define ERROR_DISMISSED HELPER_ERROR("Dismissed")
#define ERROR_BUSY HELPER_ERROR("Busy")
#define ERROR_RATE_LIMITED HELPER_ERROR("RateLimited")
#define ERROR_LIMIT_EXCEEDED HELPER_ERROR("LimitExceeded")
#define ERROR_NOT_HELD HELPER_ERROR("NotHeld")
#define ERROR_FAILED HELPER_ERROR("Failed")
